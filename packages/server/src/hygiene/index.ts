export { mountQuality } from './quality-routes.ts';
export { askForScan, scanQuality } from './quality-scan.ts';
