// Unpacks the Chromium of this folder's package with the libraries and fonts it needs, for a machine that
// has none and where nothing can be installed. The result is `unpacked/chrome`, to be run like any Chromium.

import { writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "unpacked");
mkdirSync(folder, { recursive: true });

// The package unpacks into the folder for temporary files, and adds libraries where it believes to be a lambda.
process.env.TMPDIR = folder;
process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();

writeFileSync(
  join(folder, "fonts/fonts.conf"),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`,
);
writeFileSync(
  join(folder, "chrome"),
  `#!/bin/sh
export LD_LIBRARY_PATH="${folder}/al2023/lib" FONTCONFIG_PATH="${folder}/fonts"
exec "${folder}/chromium" "$@"
`,
  { mode: 0o755 },
);
