import { serve } from '../serve.ts';

/** A server in a process of its own, to be killed by a test: `node serve-until-killed.ts DIRECTORY` prints its address. */
const { url, stop } = await serve({ dataDir: process.argv[2] ?? '', port: 0, durable: false, logLevel: 'silent' });
console.log(url);
process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
