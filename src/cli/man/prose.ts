/** What a page says beyond the declarations. A command without an entry has a page, too. */
export interface Prose {
  readonly text?: readonly string[];
  /** Command lines, each with what it is for; a test runs them. */
  readonly examples?: readonly (readonly [line: string, what: string])[];
  /** What exit code 0 says, where it is not simply done. */
  readonly done?: string;
  /** What exit code 1 says; without it the command does not end with 1. */
  readonly findings?: string;
}

export const EXIT_STATUS: readonly (readonly [code: string, text: string])[] = [
  ['0', 'Done, with nothing to report.'],
  ['1', ''],
  [
    '2',
    'Wrong usage; input that cannot be read or is not valid; an internal error. The reason is on standard error.',
  ],
  ['130', 'Interrupted.'],
];

export const ENVIRONMENT: readonly (readonly [name: string, text: string])[] = [
  ['BAOXIAO_LANG', 'Language of the output, zh or en, where --lang does not say it.'],
  [
    'LC_ALL, LC_MESSAGES, LANG',
    'Asked in this order after that: English where the first that is set begins with en, otherwise Chinese.',
  ],
  ['BAOXIAO_CONFIG_DIR', 'Folder of the settings, in place of the one that the system has for them.'],
  ['NO_COLOR', 'No colour, where it is not empty. There is none where the output is no terminal, either.'],
];

export const FILES: readonly (readonly [name: string, text: string])[] = [
  [
    '~/.config/baoxiao/settings.json',
    'The last place, insurance, care, hospital level and language of the questions; nothing about a person. It lies in $XDG_CONFIG_HOME where that is set, in ~/Library/Application Support on macOS and in %APPDATA% on Windows.',
  ],
];

const FIELDS_TEXT =
  'Every field of a claim is an option. It also goes by the name that the national interface has for it, which stands with the option below, and by its Chinese label. Values are our words, the national codes or the Chinese labels. Amounts are in yuan with at most two decimals.';

export const PROSE: Readonly<Record<string, Prose>> = {
  '': {
    text: [
      'baoxiao works out who pays what of a Chinese medical bill: the pooled fund, the lines that pay after it, the personal account, the person. Amounts are exact to the fen, and every line names its rule and its source. What a source does not state is not guessed; the claim is refused by name, or the figure is tried with --assume.',
      'Without a command it asks at the terminal for what the policy needs; where there is no terminal, it shows a sample. Results go to standard output, all else to standard error. No network is used.',
      'What it prints is Chinese unless --lang or the environment says English.',
    ],
    examples: [['baoxiao --version', 'Which version is installed']],
    findings:
      'Done, with findings: rows rejected, a case failed, a warning, a difference. Each command says which.',
  },
  interactive: {
    text: [
      'Asks for place, insurance, care and amounts as far as the policy needs them, then shows who pays what. It is what runs when baoxiao is given no command. The place goes by name, pinyin, initials or code; amounts may be written as people say them.',
      'After the result: n for the next claim, c to change one answer, v to compare, s to save, q to leave.',
    ],
  },
  estimate: {
    text: [
      'Settles one claim and shows every step. The claim comes from a file, from options, or from both; options win. What is missing is asked for on a terminal; elsewhere the missing fields are named.',
      FIELDS_TEXT,
      'A claim that is not covered is an answer and ends with 0.',
    ],
    examples: [
      ['baoxiao estimate --claim claim.yaml', 'A claim from a file'],
      ['baoxiao estimate --claim claim.yaml --level 2 --lang en', 'With one field changed, in English'],
      ['baoxiao estimate --claim claim.yaml --compare level', 'The same bill at each hospital level'],
      ['baoxiao estimate --claim claim.yaml --format html --out claim.html', 'One page to print'],
    ],
  },
  batch: {
    text: [
      'Settles a file of claims with the engine that estimate has. Headers go by our names, the national ones or the Chinese labels, in any order; other columns are carried through. The output has the input columns and, behind them, the settlement (est_hifp_pay and so on), in the order of the input.',
      'The year of each person is counted from claim to claim by date, whatever the order of the rows. Rows that cannot be settled go to the file of rejects with line, field and reason, and stop nothing.',
    ],
    examples: [
      [
        'baoxiao batch claims.csv -o scored.csv',
        'Settle a file; what is rejected goes to scored.rejects.csv',
      ],
      [
        'baoxiao batch claims.csv -o scored.csv --compare --summary report.html',
        'Compare with the amounts that the file records',
      ],
      [
        'baoxiao batch claims.csv -o april.csv --closing april.jsonl',
        'Keep what each year holds, for --opening of the next run',
      ],
    ],
    findings: 'Rows were rejected, or differ from what the file records (--compare).',
  },
  pipe: {
    text: [
      'Reads rows on standard input and writes each of them, settled, on standard output, in the same order: for TRANSFORM of Hive and Spark and for pipes. Values are separated by tabs, \\N is null, and there is no header. It is the reader and the engine of batch, in one thread.',
      'The rows of a person must stand together. A row that cannot be settled comes out with est_status rejected and est_code, and does not change the exit code.',
    ],
    examples: [
      [
        'baoxiao pipe --columns person,date,region,insurance,care,level,medfee_sumamt',
        'Each row of standard input with its settlement; --output-columns picks',
      ],
    ],
    done: 'Every row has come out, settled or rejected.',
  },
  check: {
    text: [
      'Runs regression cases: claims with the amounts that must come out, equal to the fen. Without a path, the cases beside the shipped policies.',
    ],
    examples: [
      ['baoxiao check mine', 'The cases of a folder'],
      [
        'baoxiao check mine --coverage --reporter junit=report.xml',
        'Which rules no case touches; results for a build server',
      ],
    ],
    findings: 'A case failed, or a policy is below --coverage-min.',
  },
  diff: {
    text: [
      'Compares two sets of policies in words, with file and line. With claims or cases it also says who pays more and who pays less, in groups and by payer, and explains the largest changes.',
    ],
    examples: [
      ['baoxiao diff policies draft', 'What a draft changes'],
      ['baoxiao diff policies draft --claims claims.csv', 'What that does to claims'],
    ],
    findings: 'There are differences.',
  },
  eligibility: {
    text: ['Says from which day a payment gives cover, and whether cover lasts for life.'],
    examples: [
      ['baoxiao eligibility --insurance resident --paid-on 2025-10-10', 'When cover starts'],
      [
        'baoxiao eligibility --insurance employee --sex male --years 25 --paid-years 15',
        'Whether it lasts for life',
      ],
    ],
  },
  'policy list': {
    examples: [
      ['baoxiao policy list', 'All policies'],
      ['baoxiao policy list linyi --care inpatient', 'Those of a place for one kind of care'],
    ],
  },
  'policy show': {
    text: [
      'Explains a policy as a person would: tables by hospital level and group, read off the figures that claims are settled by, then what each other circumstance changes, and the sources.',
    ],
    examples: [
      ['baoxiao policy show 371300/employee', 'By its id'],
      ['baoxiao policy show beijing employee', 'By place and scheme'],
    ],
  },
  'policy schema': {
    examples: [['baoxiao policy schema -o policy.schema.json', 'For completion in an editor']],
  },
  'policy lint': {
    text: [
      'Checks policy files: what the loader checks, and what needs all combinations of circumstances: holes, overlaps, rows that never apply, sources. Without a path, the shipped policies.',
    ],
    examples: [['baoxiao policy lint mine', 'A folder of your own']],
    findings: 'There are errors or warnings; with --strict, notes too.',
  },
  'policy curve': {
    text: [
      'Draws what the person bears as the bill grows, with every break point exact, and finds cliffs: places where one fen more on the bill costs the person more than that fen.',
      FIELDS_TEXT,
    ],
    examples: [
      ['baoxiao policy curve 371300/employee --care inpatient --level 3 --date 2025-05-01', 'One curve'],
    ],
    findings: 'There is a cliff that the policy gives no reason for.',
  },
  'policy new': {
    text: [
      'Drafts a policy and its first cases from answers, asked at the terminal or given as options. It makes up no figure: what has no answer is written down as not stated.',
    ],
  },
  completion: {
    text: [
      'Prints a script for TAB completion of commands, options and values. Everything is in the script: no program runs at TAB. Print it anew after an upgrade, or when policies of your own get new places.',
      'bash: source it in ~/.bashrc, or put it into the completions folder of bash-completion as baoxiao. zsh: put it into a folder of $fpath as _baoxiao. fish: put it into ~/.config/fish/completions as baoxiao.fish. PowerShell: run it in $PROFILE.',
    ],
    examples: [['baoxiao completion bash -o baoxiao.bash', 'A script for bash']],
  },
};
