export { mountPersonData } from './routes.ts';
