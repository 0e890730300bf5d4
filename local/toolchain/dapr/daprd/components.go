package main

import (
	configurationPostgres "github.com/dapr/components-contrib/configuration/postgres"
	namesKubernetes "github.com/dapr/components-contrib/nameresolution/kubernetes"
	namesSqlite "github.com/dapr/components-contrib/nameresolution/sqlite"
	pubsubKafka "github.com/dapr/components-contrib/pubsub/kafka"
	secretsKubernetes "github.com/dapr/components-contrib/secretstores/kubernetes"
	secretsFile "github.com/dapr/components-contrib/secretstores/local/file"
	stateRedis "github.com/dapr/components-contrib/state/redis"
	"github.com/dapr/dapr/pkg/components/bindings"
	"github.com/dapr/dapr/pkg/components/configuration"
	"github.com/dapr/dapr/pkg/components/conversation"
	"github.com/dapr/dapr/pkg/components/crypto"
	"github.com/dapr/dapr/pkg/components/lock"
	"github.com/dapr/dapr/pkg/components/middleware/http"
	"github.com/dapr/dapr/pkg/components/nameresolution"
	"github.com/dapr/dapr/pkg/components/pubsub"
	"github.com/dapr/dapr/pkg/components/secretstores"
	"github.com/dapr/dapr/pkg/components/state"
	"github.com/dapr/dapr/pkg/runtime/registry"
	"github.com/dapr/kit/logger"
)

// What dapr-components/ may name. The kinds the shop does not use are there, empty, because the runtime asks for them.
func components() *registry.Options {
	contrib := logger.NewLogger("dapr.contrib")

	pubsub.DefaultRegistry.Logger = contrib
	pubsub.DefaultRegistry.RegisterComponent(pubsubKafka.NewKafka, "kafka")
	state.DefaultRegistry.Logger = contrib
	state.DefaultRegistry.RegisterComponent(stateRedis.NewRedisStateStore, "redis")
	configuration.DefaultRegistry.Logger = contrib
	configuration.DefaultRegistry.RegisterComponent(configurationPostgres.NewPostgresConfigurationStore, "postgres", "postgresql")
	secretstores.DefaultRegistry.Logger = contrib
	secretstores.DefaultRegistry.RegisterComponent(secretsFile.NewLocalSecretStore, "local.file")
	secretstores.DefaultRegistry.RegisterComponent(secretsKubernetes.NewKubernetesSecretStore, "kubernetes")
	nameresolution.DefaultRegistry.Logger = contrib
	nameresolution.DefaultRegistry.RegisterComponent(namesSqlite.NewResolver, "sqlite")
	nameresolution.DefaultRegistry.RegisterComponent(namesKubernetes.NewResolver, "kubernetes")

	bindings.DefaultRegistry.Logger = contrib
	conversation.DefaultRegistry.Logger = contrib
	crypto.DefaultRegistry.Logger = contrib
	lock.DefaultRegistry.Logger = contrib
	http.DefaultRegistry.Logger = contrib

	return registry.NewOptions().
		WithPubSubs(pubsub.DefaultRegistry).
		WithStateStores(state.DefaultRegistry).
		WithConfigurations(configuration.DefaultRegistry).
		WithSecretStores(secretstores.DefaultRegistry).
		WithNameResolutions(nameresolution.DefaultRegistry).
		WithBindings(bindings.DefaultRegistry).
		WithConversations(conversation.DefaultRegistry).
		WithCryptoProviders(crypto.DefaultRegistry).
		WithLocks(lock.DefaultRegistry).
		WithHTTPMiddlewares(http.DefaultRegistry)
}
