// A shop's certificate authority: Dapr's own sentry, which gives every sidecar its identity for mutual TLS. It makes its
// root and issuer certificates in the credentials folder on its first start and reads them from there afterwards.
//
// Dapr's cmd/sentry also opens a health and a metrics port on every address of the machine, whatever its flags say; this
// one listens on the address it is given and nowhere else.
package main

import (
	"flag"
	"path/filepath"

	"github.com/dapr/dapr/pkg/healthz"
	"github.com/dapr/dapr/pkg/modes"
	"github.com/dapr/dapr/pkg/sentry"
	"github.com/dapr/dapr/pkg/sentry/config"
	"github.com/dapr/kit/logger"
	"github.com/dapr/kit/signals"
)

func main() {
	log := logger.NewLogger("dapr.sentry")
	credentials := flag.String("credentials", "", "folder of ca.crt, issuer.crt and issuer.key")
	configuration := flag.String("config", "", "file of a Dapr Configuration; its mtls settings are used")
	address := flag.String("listen-address", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 50001, "port to listen on")
	trustDomain := flag.String("trust-domain", "localhost", "trust domain of the authority itself")
	options := logger.DefaultOptions()
	options.AttachCmdFlags(flag.StringVar, flag.BoolVar)
	flag.Parse()
	if err := logger.ApplyOptionsToLoggers(&options); err != nil {
		log.Fatal(err)
	}

	ctx := signals.Context()
	settings, err := config.FromConfigName(*configuration, string(modes.StandaloneMode))
	if err != nil {
		log.Fatal(err)
	}
	settings.RootCertPath = filepath.Join(*credentials, "ca.crt")
	settings.IssuerCertPath = filepath.Join(*credentials, "issuer.crt")
	settings.IssuerKeyPath = filepath.Join(*credentials, "issuer.key")
	settings.TrustDomain = *trustDomain
	settings.ListenAddress = *address
	settings.Port = *port
	settings.Mode = modes.StandaloneMode

	authority, err := sentry.New(ctx, sentry.Options{Config: settings, Healthz: healthz.New()})
	if err != nil {
		log.Fatal(err)
	}
	if err := authority.Start(ctx); err != nil && ctx.Err() == nil {
		log.Fatal(err)
	}
}
