export { mountInteractions } from './routes.ts';
