//! The real program, serving a catalog on a free port of this machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

/** What browsers ask for: unknown addresses are answered to them with a page. */
const BROWSERS = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** Serves `catalog`, for one person who may write if `as` names one; `stop()` ends it and fails if it had complained. */
export async function serve(catalog, { as } = {}) {
  const child = spawn(
    process.env.ROLEBOOK_BINARY,
    ['serve', '--listen', '127.0.0.1:0', '--json', '--catalog', catalog.path, '--index', catalog.index, ...(as ? ['--as', as] : [])],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (data) => (log += data));
  const gone = once(child, 'exit');
  const announced = once(child.stdout, 'data').then(([line]) => JSON.parse(line).address);
  const address = await Promise.race([announced, gone.then(() => Promise.reject(new Error(`it did not start: ${log}`)))]);
  const server = new Server(address.replace(/\/$/, ''), child, gone, () => log);
  while ((await server.get('/readyz')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  return server;
}

class Server {
  constructor(origin, child, gone, log) {
    Object.assign(this, { origin, child, gone, log });
  }

  /** Asks without a browser and without following; `{ status, headers, body }`. The path is sent as it is written. */
  get(path, { method = 'GET', headers = {} } = {}) {
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, path, method, headers: { accept: BROWSERS, ...headers }, agent: false }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
        answer.on('error', reject);
      });
      request.on('error', reject);
      request.end();
    });
  }

  /** Sends bytes as they are, for requests that no client would write; the first line and headers of the answer. */
  raw(bytes) {
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, hostname, () => socket.write(bytes));
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
      socket.setTimeout(5000, () => socket.destroy());
    });
  }

  /** Ends it. An internal error or a panic in its log fails the tests. */
  async stop() {
    this.child.kill('SIGTERM');
    await this.gone;
    const complaints = this.log().split('\n').filter((line) => /panicked|ERROR/.test(line));
    if (complaints.length) throw new Error(`the service complained:\n${complaints.join('\n')}`);
  }
}
