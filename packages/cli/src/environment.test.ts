import { describe, expect, it } from 'vitest';
import { describeEnvironment, EnvironmentError, readEnvironment } from './environment.ts';

describe('environment', () => {
  it('needs no variable at all', () => {
    const environment = readEnvironment({});
    expect(environment).toMatchObject({ host: 'localhost', port: 3210, baseUrl: 'http://localhost:3210', logLevel: 'info' });
    expect(environment.databaseUrl).toBeUndefined();
    expect(environment.dataDir).toMatch(/\.data$/);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnvironment({ PORT: '', LOG_LEVEL: ' ' })).toMatchObject({ port: 3210, logLevel: 'info' });
  });

  it.each([
    ['PORT', '80800', 'a whole number from 0 to 65535'],
    ['PORT', '3210.5', 'a whole number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, silent'],
    ['WINDSHIELD_URL', 'sales.example.com', 'an address such as https://sales.example.com, without a path'],
    ['HOST', 'my host', 'a host name or an IP address'],
  ])('names %s=%s and says what it takes', (name, value, takes) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(new EnvironmentError(`${name}=${value} cannot be used: it takes ${takes}.`));
  });

  it('takes the socket of a PostgreSQL on this machine', () => {
    const address = 'postgresql://sales@/sales?host=/run/postgresql';
    expect(readEnvironment({ DATABASE_URL: address }).databaseUrl).toBe(address);
  });

  it('never prints the password of a database', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'mysql://me:hunter2@db/sales' })).toThrow(
      /^DATABASE_URL cannot be used: it takes an address such as postgresql:/,
    );
    expect(() => readEnvironment({ DATABASE_URL: 'mysql://me:hunter2@db/sales' })).not.toThrow(/hunter2/);
  });

  it('makes a reachable address of a server that listens everywhere', () => {
    expect(readEnvironment({ HOST: '0.0.0.0', PORT: '80' }).baseUrl).toBe('http://localhost:80');
    expect(readEnvironment({ HOST: '::1' }).baseUrl).toBe('http://[::1]:3210');
    expect(readEnvironment({ HOST: '0.0.0.0', WINDSHIELD_URL: 'https://sales.example.com/' }).baseUrl).toBe('https://sales.example.com');
  });

  it('explains each variable', () => {
    expect(describeEnvironment().join('\n')).toMatch(/^PORT +port to listen on/m);
  });
});
