export { mountRelationships } from './routes.ts';
