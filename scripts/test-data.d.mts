export declare function testDataDir(): string | undefined;
