export { type SimulatedCompany, type SimulationInput, simulate } from './simulate.ts';
