using System.Reflection;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>docs/reliability.md says what the matrix checks, no more and no less.</summary>
[TestFixture]
internal sealed class ReliabilityDocumentTests
{
    private const string Begin =
        "<!-- The tables are made from the fault matrix; set WRITE_RELIABILITY_TABLES=1 and run ReliabilityDocumentTests to make them anew. -->\n";

    private static readonly string Document = typeof(ReliabilityDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ReliabilityDocument").Value!;

    [Test]
    public void Its_tables_are_those_of_the_matrix()
    {
        var text = File.ReadAllText(Document);
        var prose = text[..text.IndexOf(Begin, StringComparison.Ordinal)];
        var fresh = prose + Begin + "\n" + string.Join("\n", FaultMatrixTests.Transports.Select(create => ReliabilityTable.Of(create())));
        if (Environment.GetEnvironmentVariable("WRITE_RELIABILITY_TABLES") == "1")
            File.WriteAllText(Document, fresh);

        Assert.That(File.ReadAllText(Document), Is.EqualTo(fresh));
    }
}
