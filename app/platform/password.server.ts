import Argon2, { Argon2Type } from "@phi-ag/argon2";
import wasm from "@phi-ag/argon2/argon2.wasm";

/**
 * Argon2id, m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet). The module is imported, not compiled at run time: workerd
 * refuses the latter. A hash blocks its isolate for some 35 ms, which is one more reason that guesses are counted before they are judged.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32, type: Argon2Type.Argon2id };

let instance: Promise<Argon2> | undefined;
function argon2(): Promise<Argon2> {
	instance ??= WebAssembly.instantiate(wasm).then((module) => new Argon2(module));
	return instance;
}

/** The encoded hash (`$argon2id$v=19$…`) of a password or PIN. */
export async function hashPassword(password: string): Promise<string> {
	return (await argon2()).hash(password.normalize("NFKC"), cost).encoded;
}

/** Whether the password is the one behind `encoded`. Without `encoded` it spends the same time and says no, so that an unknown name costs as much as a known one. */
export async function isPassword(password: string, encoded: string | undefined): Promise<boolean> {
	const known = encoded ?? (await dummy());
	const result = (await argon2()).tryVerify(known, password.normalize("NFKC"), Argon2Type.Argon2id);
	return encoded !== undefined && result.success;
}

let dummyHash: Promise<string> | undefined;
function dummy(): Promise<string> {
	dummyHash ??= hashPassword("nobody has this one");
	return dummyHash;
}
