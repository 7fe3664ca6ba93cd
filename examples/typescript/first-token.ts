/*
 * From an API key to an electricity token, by the published documents alone: /openapi (the API), docs/five-minutes.md (the
 * way), docs/sandbox.md (magic accounts, the paying customer). Needs Node and nothing else:
 *
 *   node first-token.ts        with Node 22.18 or newer; for an older one see ../README.md
 *
 * Settings, from the environment; the defaults fit ./mvnw -Prun in the directory above examples/:
 *   BILLS_URL          where Bills is                 http://127.0.0.1:8080
 *   BILLS_SANDBOX_URL  where the paying customer is   http://127.0.0.1:8700
 *   BILLS_API_KEY      a key that exists; without it one is created by the operator's command, which needs
 *                      BILLS_DB_URL and the like, from the environment or from .bills/surroundings.env, and
 *   BILLS_WAR          the application               bills-web/target/bills.war
 *   BILLS_REPOSITORY   where deploy/ is              two directories up
 */
import { execFile } from 'node:child_process';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const bills = setting('BILLS_URL', 'http://127.0.0.1:8080') + '/api/v1';
const sandbox = setting('BILLS_SANDBOX_URL', 'http://127.0.0.1:8700');
const repository = resolve(import.meta.dirname, setting('BILLS_REPOSITORY', '../..'));

/** The magic meter that is delivered at once. */
const meter = { bill_type: 'electricity', provider_code: 'ikedc', account_number: '45000001003', account_type: 'PREPAID' };

// What the OpenAPI document says of the answers, as far as it is needed here.
interface Problem { code: string; detail: string; correlation_id: string }
interface AccountAnswer { valid: boolean; account_info?: { account_number: string; minimum_amount: number }; error?: string }
interface PaymentAccepted { transaction_id: string; reference: string; total: number; instructions: { sep7_uri: string } }
interface PaymentStatus { status: string; outcome: string; token?: string; units?: string }
interface EndpointWithSecret { id: string; secret: string }
interface PaymentEvent { type: string; timestamp: string; data: { transaction_id: string; sequence: number; status: string } }

async function main(): Promise<void> {
  const key = await createKey();
  say('key', `${key.slice(0, 12)}… works`);

  const told = new Told();
  const address = await told.listen();
  const endpoint = await call<EndpointWithSecret>(key, 'POST', '/webhook-endpoints', { url: address, description: 'first-token.ts' });
  told.secret = endpoint.secret;
  say('endpoint', `${address} will be told`);
  try {
    await buy(key, told);
  } finally {
    await call(key, 'DELETE', `/webhook-endpoints/${endpoint.id}`);
    told.close();
  }
  say('endpoint', 'deleted');
}

async function buy(key: string, told: Told): Promise<void> {
  const account = await call<AccountAnswer>(key, 'POST', '/bills/validate', meter);
  if (!account.valid) {
    throw new Error(`the biller does not know the meter: ${account.error}`);
  }
  say('meter', `${account.account_info?.account_number} is good`);

  // one key for one payment: sent again after a time-out it gets the same payment, never a second one
  const order = { ...meter, amount: 1000, currency: 'NGN', customer_email: 'ada@example.com', customer_phone: '08030001122' };
  const payment = await call<PaymentAccepted>(key, 'POST', '/bills/pay', order, { 'Idempotency-Key': `first-token-${randomUUID()}` });
  say('payment', `${payment.reference} waits for ${payment.total.toFixed(2)} cNGN`);

  await customerPays(payment.instructions.sep7_uri);
  say('customer', 'has paid');

  const event = await told.of(payment.transaction_id, ['bill.payment.completed', 'bill.payment.failed'], 60_000);
  say('webhook', `${event.type}, signature good; a changed body is refused`);

  const status = await call<PaymentStatus>(key, 'GET', `/bills/${payment.transaction_id}/status`);
  if (status.outcome !== 'paid' || !status.token) {
    throw new Error(`the payment is ${status.status}`);
  }
  say('token', `${status.token.slice(0, 5)}****-****-****-${status.token.slice(-4)}${status.units ? ` for ${status.units} kWh` : ''}`);
}

/** What a partner's server does with webhooks: check the signature, answer at once, take each webhook-id once. */
class Told {
  secret = '';
  private readonly seen = new Set<string>();
  private readonly events: PaymentEvent[] = [];
  private waiting: (() => void)[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // the bytes as they came: JSON that was read and written again has another signature
      const body = Buffer.concat(chunks);
      if (!isSigned(this.secret, request.headers, body)) {
        response.writeHead(401).end();
        return;
      }
      response.writeHead(204).end();
      const id = String(request.headers['webhook-id']);
      if (!this.seen.has(id) && !isSigned(this.secret, request.headers, Buffer.concat([body, Buffer.from(' ')]))) {
        this.seen.add(id);
        this.events.push(JSON.parse(body.toString('utf8')) as PaymentEvent);
        this.waiting.splice(0).forEach((wake) => wake());
      }
    });
  });

  /** @returns the address to register; plain http to this machine is taken by a sandbox on this machine only */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/bills`;
  }

  /** Waits until one of these has been told of the payment. */
  async of(payment: string, types: string[], millis: number): Promise<PaymentEvent> {
    const end = Date.now() + millis;
    for (;;) {
      const event = this.events.find((e) => e.data.transaction_id === payment && types.includes(e.type));
      if (event) {
        return event;
      }
      if (Date.now() > end) {
        throw new Error(`not told of ${types.join(' or ')} within ${millis / 1000} s`);
      }
      await new Promise<void>((wake) => {
        this.waiting.push(wake);
        setTimeout(wake, 1000);
      });
    }
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Standard Webhooks: HMAC-SHA256 over webhook-id.webhook-timestamp.body, and not minutes old. */
function isSigned(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  if (!secret.startsWith('whsec_') || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) {
    return false;
  }
  const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest();
  // two while a secret is rotated; one that fits is enough
  return String(headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return signature.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** One call of the API; a problem is thrown with its code and correlation id. */
async function call<T>(key: string, method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(bills + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  if (!answer.ok) {
    const problem = JSON.parse(text) as Problem;
    throw new Error(`${method} ${path}: ${answer.status} ${problem.code}: ${problem.detail} (${problem.correlation_id})`);
  }
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The sandbox's customer follows the payment link, as a wallet would. */
async function customerPays(sep7Uri: string): Promise<void> {
  const answer = await fetch(`${sandbox}/_sandbox/customer/pay?${new URLSearchParams({ uri: sep7Uri })}`);
  if (!answer.ok) {
    throw new Error(`the customer could not pay: ${answer.status}`);
  }
}

/** The operator's step: in a sandbox of your own you are the operator. */
async function createKey(): Promise<string> {
  const given = process.env['BILLS_API_KEY'];
  if (given) {
    return given;
  }
  const { stdout } = await promisify(execFile)(
    resolve(repository, 'deploy/create-api-key.sh'),
    [resolve(repository, setting('BILLS_WAR', 'bills-web/target/bills.war')), 'First token', 'test'],
    { env: { ...process.env, ...systemSettings() } },
  );
  const key = /bk_test_\w+/.exec(stdout)?.[0];
  if (!key) {
    throw new Error('deploy/create-api-key.sh printed no key');
  }
  return key;
}

/** Lines such as NAME='value', written by ./mvnw -Prun. */
function systemSettings(): Record<string, string> {
  const file = resolve(repository, '.bills/surroundings.env');
  if (process.env['BILLS_DB_URL'] || !existsSync(file)) {
    return {};
  }
  return Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/^(\w+)='(.*)'$/gm)].map((line) => [line[1]!, line[2]!.replaceAll("'\\''", "'")]),
  );
}

function setting(name: string, otherwise: string): string {
  return process.env[name] ?? otherwise;
}

function say(what: string, words: string): void {
  console.log(`${what.padEnd(9)} ${words}`);
}

await main();
