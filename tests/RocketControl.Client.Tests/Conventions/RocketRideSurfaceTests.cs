using System.Reflection;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>Keeps docs/rocketride.md true: what it names is there, and nothing of the official clients is passed over.</summary>
[TestFixture]
internal sealed class RocketRideSurfaceTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private static readonly string[] Document = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "rocketride.md"));

    private static readonly DocumentRow[] Surface = [.. DocumentTable.Rows(Document, "official", "shown by")];

    private static readonly DocumentRow[] Defects =
    [
        .. DocumentTable.Rows(Document, "what happens there", "shown by"),
        .. DocumentTable.Rows(Document, "what a server does", "shown by"),
        .. DocumentTable.Rows(Document, "what", "shown by"),
    ];

    private static readonly Dictionary<string, Type[]> OurTypes = typeof(RunControlClient).Assembly.GetExportedTypes()
        .GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.ToArray());

    private static readonly HashSet<string> TestNames =
    [
        .. typeof(RocketRideSurfaceTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Everything).Select(method => (Fixture: type.Name.Split('`')[0], Method: method)))
            .Where(test => test.Method.GetCustomAttributes(inherit: true).Any(attribute => attribute is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute))
            .Select(test => $"{test.Fixture}.{test.Method.Name}"),
    ];

    [Test]
    public void The_tables_are_found()
    {
        Assert.That(Surface, Has.Length.GreaterThan(90));
        Assert.That(Defects, Has.Length.GreaterThan(60));
    }

    [TestCaseSource(nameof(Surface))]
    public void A_row_has_something_of_ours_that_is_there_or_a_reason(object row)
    {
        var (members, isReason) = (((DocumentRow)row).Members.ToList(), ((DocumentRow)row).IsReason);

        Assert.That(isReason || members.Count > 0);
        Assert.That(members.Where(member => !IsOurs(member)), Is.Empty);
    }

    [TestCaseSource(nameof(Surface))]
    [TestCaseSource(nameof(Defects))]
    public void A_row_names_tests_that_are_there(object row)
    {
        var tests = ((DocumentRow)row).TestNames.ToList();

        Assert.That(((DocumentRow)row).IsReason || tests.Count > 0);
        Assert.That(tests.Where(test => !TestNames.Contains(test)), Is.Empty);
    }

    [Test]
    public void Every_member_of_the_official_clients_has_a_row()
    {
        var listed = Surface.SelectMany(row => row.Names).ToHashSet();

        Assert.That(OfficialMembers.All.Where(member => !listed.Contains(member)), Is.Empty);
    }

    private static bool IsOurs(string member)
    {
        var parts = member.Split('.');
        return parts.Length == 2 && OurTypes.TryGetValue(parts[0], out var types)
            && types.Any(type => type.GetMember(parts[1], BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Length > 0);
    }
}
