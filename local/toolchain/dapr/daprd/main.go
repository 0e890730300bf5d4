// The sidecar this shop runs beside every service: Dapr's own runtime with only the components the shop's templates
// name, and with sqlite name resolution, which Dapr's stable build leaves out.
//
// Dapr's own cmd/daprd compiles some 50 components into every build, which is half of its compile time, a quarter of its
// size, and start-up work in every sidecar. So its two steps (options, run) are repeated here over a registry of ours.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/dapr/dapr/cmd/daprd/options"
	"github.com/dapr/dapr/pkg/buildinfo"
	"github.com/dapr/kit/logger"
	"github.com/dapr/kit/signals"
)

var log = logger.NewLogger("dapr.runtime")

func main() {
	opts, err := options.New(os.Args[1:])
	if err != nil {
		log.Fatalf("Failed to parse flags: %v", err)
	}
	if opts.RuntimeVersion {
		fmt.Println(buildinfo.Version())
		return
	}
	opts.Logger.SetAppID(opts.AppID)
	if err = logger.ApplyOptionsToLoggers(&opts.Logger); err != nil {
		log.Fatal(err)
	}
	log.Infof("Starting Dapr Runtime -- version %s", buildinfo.Version())
	ctx := signals.Context()
	if err = run(ctx, opts); err != nil && ctx.Err() == nil {
		log.Fatalf("Fatal error from runtime: %s", err)
	}
	if ctx.Err() == context.Canceled {
		log.Info("Daprd shutdown gracefully")
	}
}
