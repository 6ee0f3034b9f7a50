import { t } from "@lingui/core/macro";
import { Problem } from "~/api/problem";

type Json = Record<string, unknown>;
type Described = { id: string; type: "public-key" };

/** Whether this browser knows passkeys at all. */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== "undefined" && navigator.credentials !== undefined;
}

/** Whether it offers them in the list of saved names and passwords. */
export async function offersPasskeysInForms(): Promise<boolean> {
  return passkeysWork() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

/** Makes a passkey by the server's options; what the server has to be sent. */
export async function makePasskey(options: Json): Promise<Json> {
  const user = options.user as { id: string; name: string; displayName: string };
  const known = (options.excludeCredentials ?? []) as Described[];
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge as string),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: known.map(described),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = await navigator.credentials.create({ publicKey }).catch(explained);
  const response = (made as PublicKeyCredential).response as AuthenticatorAttestationResponse;
  return written(made as PublicKeyCredential, {
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
  });
}

/** Answers the server's challenge with a passkey; `waiting` does so from the list of saved names. */
export async function signWithPasskey(options: Json, waiting?: AbortSignal): Promise<Json> {
  const allowed = (options.allowCredentials ?? []) as Described[];
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge as string),
    allowCredentials: allowed.map(described),
  } as unknown as PublicKeyCredentialRequestOptions;
  const asked: CredentialRequestOptions = waiting ? { publicKey, mediation: "conditional", signal: waiting } : { publicKey };
  const used = await navigator.credentials.get(asked).catch(explained);
  const response = (used as PublicKeyCredential).response as AuthenticatorAssertionResponse;
  return written(used as PublicKeyCredential, {
    clientDataJSON: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
    userHandle: response.userHandle,
  });
}

function explained(error: unknown): never {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "AbortError") throw error;
  const sentence = name === "InvalidStateError" ? t`На этом устройстве уже есть ключ для вашей учётной записи.` : t`Браузер не подтвердил ключ доступа. Попробуйте ещё раз или выберите другой способ.`;
  throw new Problem(422, "passkey.not_used", sentence);
}

function described({ id, type }: Described): PublicKeyCredentialDescriptor {
  return { id: bytesOf(id), type };
}

function written(credential: PublicKeyCredential, parts: Record<string, ArrayBuffer | null>): Json {
  const response = Object.entries(parts).flatMap(([name, value]) => (value ? [[name, textOf(value)]] : []));
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(response),
  };
}

/** base64url, as the server writes bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
