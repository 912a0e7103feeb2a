import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A network between Damson and a server that other tests use too: it can be cut, fall silent, and come back. */
export class TcpProxy {
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((client) => this.#join(client))
  readonly #target: { host: string; port: number }
  #state: 'through' | 'cut' | 'silent' = 'through'

  constructor(target: { host: string; port: number }) {
    this.#target = target
  }

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return (this.#server.address() as AddressInfo).port
  }

  /** As when the server is stopped: what is open breaks, what is new is refused. */
  cut() {
    this.#state = 'cut'
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  /** As when its machine loses power: nothing breaks, nothing answers. */
  silence() {
    this.#state = 'silent'
    for (const socket of this.#sockets) socket.pause()
  }

  restore() {
    this.#state = 'through'
    for (const socket of this.#sockets) socket.resume()
  }

  close() {
    this.cut()
    this.#server.close()
  }

  #join(client: Socket) {
    if (this.#state === 'cut') return void client.resetAndDestroy()
    const server = connect(this.#target)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#state === 'silent') from.pause()
    }
  }
}
