using System.Reflection;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>docs/capabilities.md says what the code says.</summary>
[TestFixture]
internal sealed class CapabilityDocumentTests
{
    private const string Begin =
        "<!-- The table is made from the code; set WRITE_CAPABILITY_TABLE=1 and run CapabilityDocumentTests to make it anew. -->\n\n";

    private static readonly string Document = typeof(CapabilityDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "CapabilityDocument").Value!;

    [Test]
    public void Its_table_is_that_of_the_code()
    {
        var text = File.ReadAllText(Document);
        var fresh = text[..text.IndexOf(Begin, StringComparison.Ordinal)] + Begin + CapabilityTable.Write();
        if (Environment.GetEnvironmentVariable("WRITE_CAPABILITY_TABLE") == "1")
            File.WriteAllText(Document, fresh);

        Assert.That(File.ReadAllText(Document), Is.EqualTo(fresh));
    }
}
