// A MongoDB-compatible server for tests: FerretDB with its SQLite handler,
// on the loopback address only. See README.md for the flags, NOTES.md for
// what it can and cannot do.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	port := flag.Int("port", 0, "TCP port on 127.0.0.1; 0 takes a free one")
	dir := flag.String("dir", "", "directory of the data, made if missing")
	sync := flag.String("sync", "full", "SQLite synchronous: off, normal or full")
	asIs := flag.Bool("as-is", false, "no gate: commands run at once, and are then not atomic")
	flag.Parse()

	if err := run(*port, *dir, *sync, *asIs); err != nil {
		fmt.Fprintln(os.Stderr, "mongo-compatible:", err)
		os.Exit(1)
	}
}

// run serves until SIGTERM or SIGINT.
func run(port int, dir, sync string, asIs bool) error {
	if dir == "" {
		return fmt.Errorf("--dir is required")
	}

	switch sync {
	case "off", "normal", "full":
	default:
		return fmt.Errorf("--sync must be off, normal or full, got %q", sync)
	}

	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}

	if strings.ContainsAny(dir, "?#%") {
		return fmt.Errorf("--dir cannot hold ?, # or %%")
	}

	if err = os.MkdirAll(dir, 0o700); err != nil {
		return err
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	listen := fmt.Sprintf("127.0.0.1:%d", port)
	engineListen := listen

	if !asIs {
		engineListen = "127.0.0.1:0" // the gate takes the wanted port
	}

	// auto_vacuum and journal_mode get FerretDB's own defaults (none, WAL).
	engine, err := ferretdb.New(&ferretdb.Config{
		Handler:   "sqlite",
		SQLiteURL: "file:" + filepath.ToSlash(dir) + "/?_pragma=synchronous(" + sync + ")",
		Listener:  ferretdb.ListenerConfig{TCP: engineListen},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err != nil {
		return err
	}

	uri, err := url.Parse(engine.MongoDBURI())
	if err != nil {
		return err
	}

	address := uri.Host

	var front net.Listener
	if !asIs {
		if front, err = net.Listen("tcp", listen); err != nil {
			return err
		}

		address = front.Addr().String()
		go (&gate{engine: uri.Host}).serve(ctx, front)
	}

	engineDone := make(chan error, 1)
	go func() { engineDone <- engine.Run(ctx) }()

	fmt.Println("ready", address)

	return <-engineDone
}
