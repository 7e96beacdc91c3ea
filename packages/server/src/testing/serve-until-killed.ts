import { serve } from '../serve.ts';

/** A server in a process of its own, to be killed by a test: `node serve-until-killed.ts DIRECTORY [LOG LEVEL]` prints its address. */
const [, , dataDir = '', logLevel = 'silent'] = process.argv;
const { url, stop } = await serve({ dataDir, port: 0, durable: false, logLevel, capture: { privateNetworks: ['127.0.0.1'] } });
console.log(url);
process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
