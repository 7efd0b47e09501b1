export declare const kinds: ReadonlySet<string>;
