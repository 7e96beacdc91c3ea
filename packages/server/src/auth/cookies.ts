/** Cookies as Windshield sets them: scripts cannot read them, and other sites cannot send them. */
export class Cookie {
  readonly #name: string;
  readonly #flags: string;

  /** @param baseUrl decides whether it travels over HTTPS alone */
  constructor(name: string, baseUrl: string, maxAgeSeconds: number) {
    const isHttps = baseUrl.startsWith('https:');
    this.#name = `${isHttps ? '__Secure-' : ''}windshield.${name}`;
    this.#flags = `Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
  }

  /** The header that sets it. */
  write(value: string): string {
    return `${this.#name}=${encodeURIComponent(value)}; ${this.#flags}`;
  }

  /** Its value in a request's cookie header. */
  read(header: string | undefined): string | undefined {
    for (const part of header?.split(';') ?? []) {
      const equals = part.indexOf('=');
      if (equals < 0 || part.slice(0, equals).trim() !== this.#name) continue;
      try {
        return decodeURIComponent(part.slice(equals + 1).trim());
      } catch {
        return undefined;
      }
    }
    return undefined;
  }
}
