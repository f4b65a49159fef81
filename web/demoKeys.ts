import keys from '#content/demo/keys.json' with { type: 'json' };

/** The passphrase of everybody who is invented; shown only where the server says that this is the demonstration. */
export const demoPassphrase = keys.passphrase;
