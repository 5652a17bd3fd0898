using System.Text.RegularExpressions;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>A row of a table in a document.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Ours">What there is here.</param>
/// <param name="Tests">The tests that show it.</param>
internal sealed partial record DocumentRow(string What, string Ours, string Tests)
{
    /// <summary>A reason instead of something of ours.</summary>
    public bool IsReason => Ours.StartsWith("— ", StringComparison.Ordinal);

    public IEnumerable<string> Names => CodeIn(What);

    public IEnumerable<string> Members => IsReason ? [] : CodeIn(Ours);

    public IEnumerable<string> TestNames => CodeIn(Tests);

    public override string ToString() => What;

    private static IEnumerable<string> CodeIn(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
