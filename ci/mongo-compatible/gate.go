package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync"
)

// FerretDB 1.24 runs an update as "read the document, then write it by _id"
// without a transaction, so two clients may both win one compare-and-set.
// MongoDB promises that a command on one document is atomic. The gate gives
// that promise back by letting one command through at a time. It does not
// look into commands and changes no byte of them.
type gate struct {
	engine string // host:port of FerretDB
	turn   sync.Mutex
}

const (
	headerSize  = 16
	maxMessage  = 48_000_000 + 16*1024 // MongoDB's maxMessageSizeBytes, with its headroom
	opMsg       = 2013
	moreToCome  = 1 << 1 // OP_MSG flag: the client wants no answer
	firstOfFlag = headerSize
)

// serve accepts clients until ctx ends, then drops them.
func (g *gate) serve(ctx context.Context, front net.Listener) {
	context.AfterFunc(ctx, func() { _ = front.Close() })

	for {
		client, err := front.Accept()
		if err != nil {
			return
		}

		go g.client(ctx, client)
	}
}

// client carries one client's commands, each with a turn of its own.
func (g *gate) client(ctx context.Context, client net.Conn) {
	defer client.Close()

	engine, err := net.Dial("tcp", g.engine)
	if err != nil {
		return
	}
	defer engine.Close()

	stop := context.AfterFunc(ctx, func() {
		_ = client.Close()
		_ = engine.Close()
	})
	defer stop()

	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}

		answer, err := g.exchange(engine, request)
		if err != nil {
			return
		}

		if wantsNoAnswer(request) {
			continue
		}

		if _, err = client.Write(answer); err != nil {
			return
		}
	}
}

// exchange holds the turn from the first byte sent to the last byte of the
// answer. FerretDB answers every request, also those that want no answer.
func (g *gate) exchange(engine net.Conn, request []byte) ([]byte, error) {
	g.turn.Lock()
	defer g.turn.Unlock()

	if _, err := engine.Write(request); err != nil {
		return nil, err
	}

	return readMessage(engine)
}

func wantsNoAnswer(message []byte) bool {
	if binary.LittleEndian.Uint32(message[12:headerSize]) != opMsg || len(message) < firstOfFlag+4 {
		return false
	}

	return binary.LittleEndian.Uint32(message[firstOfFlag:firstOfFlag+4])&moreToCome != 0
}

// readMessage reads one whole wire message, header included.
func readMessage(r io.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}

	length := binary.LittleEndian.Uint32(size[:])
	if length < headerSize || length > maxMessage {
		return nil, fmt.Errorf("message of %d bytes", length)
	}

	message := make([]byte, length)
	copy(message, size[:])

	_, err := io.ReadFull(r, message[4:])

	return message, err
}
