import { type CommandWords, type Filling, Lists } from './model.ts';

/**
 * For Windows PowerShell 5.1 and PowerShell 7. What there is stands in it as JSON of plain ASCII: Windows PowerShell
 * reads a script in the code page of the machine, and a here-string needs no escapes.
 */
export function powershellScript(commands: readonly CommandWords[]): string {
  const lists = new Lists();
  const offer = (filling: Filling): string | number =>
    typeof filling === 'string' ? filling : lists.number(filling);
  const table = Object.fromEntries(
    commands.map(({ path, commands: inner, options, arguments: all }) => [
      // PowerShell 5.1 cannot take a name that is empty.
      `baoxiao ${path}`.trim(),
      {
        commands: inner.map(({ word, about }) => [word, about]),
        options: options.map(({ names, about, repeats, value }) => ({
          names,
          about,
          repeats,
          ...(value && { offer: offer(value.filling) }),
        })),
        arguments: all.map(({ endless, filling }) => ({ endless, offer: offer(filling) })),
      },
    ]),
  );
  const words = lists.all.map((list) => list.map(({ word, about }) => [word, about]));
  return `# TAB completion of baoxiao for PowerShell. Made by: baoxiao completion powershell
$global:BaoxiaoWords = @'
${ascii(JSON.stringify({ commands: table, words }))}
'@ | ConvertFrom-Json
${WALK}`;
}

function ascii(json: string): string {
  return json.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const WALK = `
Register-ArgumentCompleter -Native -CommandName 'baoxiao', 'baoxiao.cmd', 'baoxiao.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $path = 'baoxiao'
    $place = 0
    $pending = $null
    $given = @()
    $ended = $false
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object {
            $_.Extent.EndOffset -lt $cursorPosition -or ($wordToComplete -eq '' -and $_.Extent.EndOffset -le $cursorPosition)
        } | ForEach-Object { $_.ToString().Trim('"', "'") })
    foreach ($word in $before) {
        if ($null -ne $pending -and ($word -eq '-' -or -not $word.StartsWith('-'))) { $pending = $null; continue }
        $pending = $null
        $here = $global:BaoxiaoWords.commands.$path
        if ($ended) { $place++; continue }
        if ($word -ceq '--') { $ended = $true; continue }
        if ($word.StartsWith('-') -and $word.Length -gt 1) {
            $name = $word.Split('=')[0]
            $option = $here.options | Where-Object { $_.names -ccontains $name } | Select-Object -First 1
            if ($null -eq $option) { continue }
            if (-not $option.repeats) { $given += $option.names }
            if ($null -ne $option.offer -and -not $word.Contains('=')) { $pending = $option }
        }
        elseif (@($here.commands | ForEach-Object { $_[0] }) -ccontains $word) { $path = "$path $word"; $place = 0 }
        else { $place++ }
    }
    $here = $global:BaoxiaoWords.commands.$path
    $lead = ''
    $typed = $wordToComplete
    $offer = $null
    $found = @()
    if (-not $ended -and $typed -cmatch '^(--[^=]+)=(.*)$') {
        $lead = $Matches[1] + '='
        $typed = $Matches[2]
        $name = $lead.TrimEnd('=')
        $offer = ($here.options | Where-Object { $_.names -ccontains $name } | Select-Object -First 1).offer
    }
    elseif ($null -ne $pending -and -not $typed.StartsWith('-')) { $offer = $pending.offer }
    else {
        $argument = $here.arguments | Select-Object -Index $place
        if ($null -eq $argument) { $argument = $here.arguments | Where-Object { $_.endless } | Select-Object -Last 1 }
        if (-not $typed.StartsWith('-')) {
            $found = @($here.commands)
            if ($null -ne $argument) { $offer = $argument.offer }
        }
        if (-not $ended -and ($typed.StartsWith('-') -or ($found.Count -eq 0 -and $null -eq $offer))) {
            $found = @($here.options | ForEach-Object {
                    $about = $_.about
                    $_.names | Where-Object { $given -cnotcontains $_ } | ForEach-Object { , @($_, $about) }
                })
        }
    }
    # Without an answer PowerShell completes the names of files.
    if ($offer -is [int] -or $offer -is [long]) { $found = @($global:BaoxiaoWords.words[$offer - 1]) }
    $found | Where-Object { $_[0].StartsWith($typed, [StringComparison]::Ordinal) } | ForEach-Object {
        $about = if ($_[1]) { $_[1] } else { $_[0] }
        [System.Management.Automation.CompletionResult]::new($lead + $_[0], $_[0], 'ParameterValue', $about)
    }
}
`;
