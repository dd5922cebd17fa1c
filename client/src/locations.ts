/**
 * What a click on a code lens that counts things opens: the editor's own peek of those places.
 */
import { Uri, commands } from 'vscode';
import { asLocation, asPosition } from './editor-types';
import { readLocationsArgument } from './protocol-values';

/** Peeks the places of a `LocationsArgument`; does nothing when there is none. */
export async function showLocations(value: unknown): Promise<void> {
  const argument = readLocationsArgument(value);
  if (!argument || argument.locations.length === 0) return;
  await commands.executeCommand(
    'editor.action.showReferences',
    Uri.parse(argument.uri),
    asPosition(argument.position),
    argument.locations.map(asLocation),
  );
}
