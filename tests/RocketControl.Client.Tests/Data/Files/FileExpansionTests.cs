using RocketControl.Client.Data.Files;
using RocketControl.Client.Tests.Data.Support;

namespace RocketControl.Client.Tests.Data.Files;

[TestFixture]
internal sealed class FileExpansionTests
{
    private static readonly string[] Tree =
    [
        "b.txt", "a.txt", "c.md", "sub/d.txt", "sub/deep/e.txt", "sub/deep/f.md", "sub2/g.txt", ".hidden.txt", ".git/config.txt", "sub/.h.txt",
    ];

    private readonly TemporaryFolder _folder = new();

    [SetUp]
    public void MakeTree()
    {
        foreach (var name in Tree)
            _folder.Add(name, name);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("*.txt", "a.txt b.txt")]
    [TestCase("?.md", "c.md")]
    [TestCase("*/*.txt", "sub/d.txt sub2/g.txt")]
    [TestCase("sub?/*", "sub2/g.txt")]
    [TestCase("**/*.md", "c.md sub/deep/f.md")]
    [TestCase("**/deep/*", "sub/deep/e.txt sub/deep/f.md")]
    [TestCase("sub/**", "sub/d.txt sub/deep/e.txt sub/deep/f.md")]
    [TestCase("**", "a.txt b.txt c.md sub/d.txt sub/deep/e.txt sub/deep/f.md sub2/g.txt")]
    [TestCase("**/**/*.md", "c.md sub/deep/f.md")]
    [TestCase(".*", ".hidden.txt")]
    [TestCase("**/.h*", ".hidden.txt sub/.h.txt")]
    [TestCase("sub//*.txt", "sub/d.txt")]
    public void A_pattern_stands_for_the_files_that_fit_in_the_order_of_their_names(string pattern, string expected) =>
        Assert.That(Find(pattern), Is.EqualTo(expected.Split(' ')));

    [Test]
    public void A_folder_stands_for_everything_below_it([Values("", "/")] string separator) =>
        Assert.That(Find("sub" + separator), Is.EqualTo(new[] { "sub/d.txt", "sub/deep/e.txt", "sub/deep/f.md" }));

    [Test]
    public void A_hidden_file_is_sent_when_it_is_named() => Assert.That(Find(".hidden.txt"), Is.EqualTo(new[] { ".hidden.txt" }));

    [Test]
    public void Entries_keep_their_order_and_a_file_that_was_found_before_is_left_out() =>
        Assert.That(Find("c.md", "sub/../b.txt", "*.txt", "*", "./c.md"), Is.EqualTo(new[] { "c.md", "sub/../b.txt", "a.txt" }));

    [Test]
    public void A_path_that_exists_is_no_pattern()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("No such names here.");
        _folder.Add("what?*.txt");
        _folder.Add("whatever.txt");

        Assert.That(Find("what?*.txt"), Is.EqualTo(new[] { "what?*.txt" }));
    }

    [Test]
    public void Strange_names_are_names_as_any_other()
    {
        string[] names = OperatingSystem.IsWindows()
            ? ["a..b.txt", "it's.txt", "🚀.txt"]
            : ["a\nb.txt", "a..b.txt", "a\\b.txt", "it's \"quoted\".txt", "🚀.txt"];
        var strange = Path.Combine(_folder.Path, "strange");
        foreach (var name in names)
            _folder.Add(Path.Combine("strange", name));

        var files = new FileExpansion(RunBackend.RocketRide, default).Expand([strange]);

        Assert.That(files.Select(file => file.Name), Is.EqualTo(names.Order(StringComparer.Ordinal).Select(name => $"strange/{name}")));
        Assert.That(files.Select(file => file.Defect), Is.All.Null);
    }

    [Test]
    public void Links_to_folders_are_not_followed_for_they_may_lead_in_circles()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "sub", "loop"), _folder.Path);

        Assert.That(Find("sub"), Is.EqualTo(new[] { "sub/d.txt", "sub/deep/e.txt", "sub/deep/f.md" }));
    }

    [TestCase("*.pdf", "fits no file")]
    [TestCase("nowhere/*.txt", "fits no file")]
    [TestCase("empty", "has no files")]
    public void An_entry_that_leads_to_no_file_is_a_defect(string entry, string told)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));

        var file = Expand(entry).Single();

        Assert.That(file.Defect?.Message, Does.Contain(told).And.Contain(entry));
        Assert.That(file.Path, Is.EqualTo(Path.Combine(_folder.Path, entry)));
    }

    [Test]
    public void A_folder_that_cannot_be_read_does_not_hide_the_others()
    {
        var gone = Path.Combine(_folder.Path, "gone");
        var search = new FileSearch(default);

        Assert.That(search.Find(gone, "", new[] { FileSearch.AnyFolders }), Is.Empty);
        Assert.That(search.Find(_folder.Path, "", new[] { "*.md" }), Is.EqualTo(new[] { "c.md" }));
        Assert.That(search.Failures.Keys, Is.EqualTo(new[] { gone }));
    }

    [Test]
    public void Sizes_are_known_beforehand() => Assert.That(Expand("*.txt").Select(file => file.KnownLength), Is.All.EqualTo(5));

    [Test]
    public void A_cancelled_search_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            () => new FileExpansion(RunBackend.RocketRide, cancelled.Token).Expand([_folder.Path]), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("a.txt", "a.txt")]
    [TestCase("docs/a.txt", "docs/a.txt")]
    [TestCase("./docs//a.txt", "docs/a.txt")]
    [TestCase("../../docs/../a.txt", "docs/a.txt")]
    [TestCase("/var/data/a.txt", "a.txt")]
    public void An_object_is_named_after_its_path_as_it_was_given(string path, string name) => Assert.That(ObjectName.Of(path), Is.EqualTo(name));

    [TestCase("docs", "sub/a.txt", "docs/sub/a.txt")]
    [TestCase(".", "sub/a.txt", "sub/a.txt")]
    [TestCase("../docs/", "a.txt", "docs/a.txt")]
    [TestCase("/var/data", "sub/a.txt", "data/sub/a.txt")]
    [TestCase("/var/data/", "a.txt", "data/a.txt")]
    [TestCase("/", "a.txt", "a.txt")]
    public void An_object_from_a_folder_is_named_after_the_way_to_it(string root, string below, string name) =>
        Assert.That(ObjectName.Of(root, below), Is.EqualTo(name));

    private IEnumerable<string> Find(params string[] entries) =>
        Expand(entries).Select(file => file.Path[(_folder.Path.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/'));

    private IReadOnlyList<FileToSend> Expand(params string[] entries) =>
        new FileExpansion(RunBackend.RocketRide, default).Expand(entries.Select(entry => $"{_folder.Path}{Path.DirectorySeparatorChar}{entry}"));
}
