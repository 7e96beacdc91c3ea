export { mountWorkspace } from './routes.ts';
