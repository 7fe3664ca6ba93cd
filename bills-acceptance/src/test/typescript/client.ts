/* Buys a bill with the generated client, as TypeScriptIT tells it to. */
import { CatalogueApi, Configuration, PaymentsApi, ResponseError, WebhookEndpointsApi } from './client/index.js';
import type { Problem } from './client/index.js';

const config = new Configuration({ basePath: `${process.env['BILLS_URL']}/api/v1`, accessToken: `${process.env['BILLS_API_KEY']}` });
const payments = new PaymentsApi(config);
const endpoints = new WebhookEndpointsApi(config);

const { billTypes } = await new CatalogueApi(config).listBillTypes();
console.log(`types ${billTypes.some((type) => type.type === 'electricity' && type.minAmount > 0)}`);

const meter = { billType: 'electricity', providerCode: 'ikedc', accountNumber: `${process.env['METER']}`, accountType: 'PREPAID' } as const;
const account = await payments.validateAccount({ accountQuestion: meter });
console.log(`valid ${account.valid} ${account.accountInfo?.accountNumber}`);

const paymentForm = { ...meter, amount: 1500, currency: 'NGN', metadata: { shop: 'seven', till: 3, gift: true } } as const;
const asked = { paymentForm, idempotencyKey: `${process.env['REFERENCE']}` };
const accepted = await payments.requestPayment(asked);
const again = await payments.requestPayment(asked);
console.log(`requested ${accepted.total} ${accepted.transactionId === again.transactionId} ${accepted.expiresAt instanceof Date}`);

const transactionId = accepted.transactionId;
const customer = await fetch(`${process.env['BILLS_SANDBOX_URL']}/_sandbox/customer/pay?${new URLSearchParams({ uri: accepted.instructions.sep7Uri })}`);
console.log(`customer ${customer.ok}`);
const end = Date.now() + 60_000;
let status = await payments.paymentStatus({ transactionId });
while (status.outcome !== 'paid' && Date.now() < end) {
  await new Promise((wake) => setTimeout(wake, 200));
  status = await payments.paymentStatus({ transactionId });
}
console.log(`status ${status.status} ${/^[\d-]{24}$/.test(status.token ?? '')}`);

const story = await payments.showPayment({ transactionId });
console.log(`story ${JSON.stringify(story.metadata)}`);
const history = await payments.listPayments({ limit: 1, status: 'completed' });
console.log(`history ${history.payments[0]?.transactionId === transactionId}`);
const qr = await payments.paymentQrCode({ transactionId }).catch(async (e: unknown) => (e as ResponseError).response.status);
console.log(`qr ${qr}`);

const endpoint = await endpoints.createWebhookEndpoint({ endpointForm: { url: 'https://198.51.100.7/' } }).catch(async (e: unknown) => {
  const problem = (await (e as ResponseError).response.json()) as Problem;
  return `${problem.status} ${problem.code} ${problem.errors?.[0]?.code}`;
});
console.log(`endpoint ${endpoint}`);
console.log(`endpoints ${(await endpoints.listWebhookEndpoints()).webhookEndpoints.length}`);
