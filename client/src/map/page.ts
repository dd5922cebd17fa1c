/**
 * The frame of the map's page. Everything in it is made by its script; the policy below lets nothing else run or load.
 */

export interface PageParts {
  /** Random, and new for each page. */
  readonly nonce: string;
  /** Where the editor serves files of the extension from. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
}

export function mapPage({ nonce, source, script, style }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Connectivity Map</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
