// A real identity provider (npm oidc-provider) set to ProConnect's rules: a nonce, a state and a
// nonce of at least 32 characters, no unknown parameter, userinfo as signed application/jwt.
// Usage: node provider.mjs '{"port": 0, "client": {...}, "people": {"sub": {claims}}}'

import { createRequire } from "node:module";
import { generateKeyPairSync } from "node:crypto";
import { pathToFileURL } from "node:url";

const config = JSON.parse(process.argv[2]);
// Installed beside the project, not beside this file.
const found = createRequire(`${config.modules}/`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found).href);

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const SHORTEST = 32;
const KNOWN = new Set([
  "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values",
  "code_challenge", "code_challenge_method", "prompt", "login_hint", "claims",
]);

const provider = new Provider(`http://localhost:${config.port}`, {
  clients: [{ userinfo_signed_response_alg: "RS256", ...config.client }],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: "one" }] },
  cookies: { keys: ["only-for-this-test"] },
  features: {
    devInteractions: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  acrValues: ["eidas1", "eidas2"],
  scopes: ["openid", "email", "given_name", "usual_name"],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
  },
  pkce: { required: () => false },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...config.people[id] }),
  }),
  // Agents are not asked whether they agree: ProConnect does not either.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope(ctx.oidc.params.scope);
    await grant.save();
    return grant;
  },
});

function refusal(query) {
  if (!query.nonce || query.nonce.length < SHORTEST) return "nonce";
  if (!query.state || query.state.length < SHORTEST) return "state";
  return Object.keys(query).find((name) => !KNOWN.has(name));
}

provider.use(async (ctx, next) => {
  const wrong = ctx.path === "/auth" && refusal(ctx.query);
  if (wrong) {
    ctx.status = 400;
    ctx.body = `refused: ${wrong}`;
    return;
  }
  await next();
});

provider.listen(config.port, "localhost", () => console.log("ready"));
