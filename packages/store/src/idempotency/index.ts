export { type KeptAnswer, KeyTaken, once } from './once.ts';
