using System.Reflection;
using System.Text.RegularExpressions;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>docs/telemetry.md says what the code says.</summary>
[TestFixture]
internal sealed partial class TelemetryDocumentTests
{
    private const string Begin =
        "<!-- The table is made from the code; set WRITE_INSTRUMENT_TABLE=1 and run TelemetryDocumentTests to make it anew. -->\n\n";

    private static readonly string Document = typeof(TelemetryDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "TelemetryDocument").Value!;

    [Test]
    public void Its_table_of_instruments_is_that_of_the_code()
    {
        var text = File.ReadAllText(Document);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf("\n\n", begin, StringComparison.Ordinal) + 1;
        var fresh = text[..begin] + InstrumentTable.Write() + text[end..];
        if (Environment.GetEnvironmentVariable("WRITE_INSTRUMENT_TABLE") == "1")
            File.WriteAllText(Document, fresh);

        Assert.That(File.ReadAllText(Document), Is.EqualTo(fresh));
    }

    [Test]
    public void Its_spans_are_those_of_the_code() =>
        Assert.That(FirstColumn("Span"), Is.EquivalentTo(Constants(typeof(OperationNames)).Select(name => RunControlTelemetry.SpanPrefix + name)));

    [Test]
    public void Its_tags_are_those_of_the_code() => Assert.That(
        FirstColumn("Tag"), Is.EquivalentTo(Constants(typeof(RunControlTelemetry), name => name.EndsWith("Tag", StringComparison.Ordinal))));

    [Test]
    public void Every_operation_is_tried_by_the_tests() =>
        Assert.That(FaceCall.All.Select(call => call.Operation).Append("connect"), Is.EquivalentTo(Constants(typeof(OperationNames))));

    private static IEnumerable<string> Constants(Type type, Func<string, bool>? isWanted = null) =>
        type.GetFields().Where(field => field.IsLiteral && isWanted?.Invoke(field.Name) != false).Select(field => (string)field.GetRawConstantValue()!);

    /// <summary>The code in the first column of the table with that head.</summary>
    private static IEnumerable<string> FirstColumn(string head) => File.ReadLines(Document)
        .SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Code().Match(line).Groups[1].Value);

    [GeneratedRegex("^\\| `([^`]+)`")]
    private static partial Regex Code();
}
