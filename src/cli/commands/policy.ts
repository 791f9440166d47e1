import { fail } from '../../diagnostics/diagnostic.ts';
import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';

/** `baoxiao policy schema`: the grammar of policy files, of cases or of shared tables, for editors. */
export async function schemaCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  if (flags.cases === true && flags.parameters === true)
    fail({
      code: 'USAGE',
      message: {
        zh: '--cases 与 --parameters 只能用一个',
        en: '--cases and --parameters do not go together',
      },
      field: 'parameters',
    });
  const schema =
    flags.cases === true
      ? (await import('../../regression/read-cases.ts')).caseSchema()
      : flags.parameters === true
        ? (await import('../../policy/table.ts')).tableSchema()
        : (await import('../../policy/read.ts')).policySchema();
  deliver(JSON.stringify(schema, null, 2), flags.out, context);
  return EXIT.done;
}
