import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';

/** `baoxiao policy schema`: the grammar of policy files, or of cases, for editors. */
export async function schemaCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const schema =
    flags.cases === true
      ? (await import('../../regression/read-cases.ts')).caseSchema()
      : (await import('../../policy/policy.ts')).policySchema();
  deliver(JSON.stringify(schema, null, 2), flags.out, context);
  return EXIT.done;
}
