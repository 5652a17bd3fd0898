using RocketControl.Client.Data;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class FileContentTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_file_is_opened_only_when_it_is_sent_and_closed_after_that()
    {
        var path = _folder.Add("a.bin");
        var content = RunContent.FromFile(path);
        File.WriteAllText(path, "something else");

        await using (var reader = await OpenAsync(content))
        {
            Assert.That(reader.Length, Is.EqualTo(14));
            Assert.That((await reader.ReadAsync(100, default)).ToArray(), Is.EqualTo("something else"u8.ToArray()));
        }
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Test]
    public async Task A_file_can_be_sent_as_often_as_you_like()
    {
        var content = RunContent.FromFile(_folder.Add("a.bin"));
        for (var i = 0; i < 2; i++)
        {
            await using var reader = await OpenAsync(content);
            Assert.That((await reader.ReadAsync(100, default)).Length, Is.EqualTo(7));
        }
    }

    [Test]
    public async Task A_missing_file_is_named([Values("nothing.txt", "no/such/folder.txt")] string name)
    {
        var path = Path.Combine(_folder.Path, name);

        var exception = await Fails.With<RunContentException>(() => OpenAsync(RunContent.FromFile(path)));

        Assert.That(exception.Message, Is.EqualTo($"There is no file '{path}'. Check the path."));
        Assert.That(exception.Path, Is.EqualTo(path));
    }

    [Test]
    public async Task A_folder_is_no_file()
    {
        var exception = await Fails.With<RunContentException>(() => OpenAsync(RunContent.FromFile(_folder.Path)));

        Assert.That(exception.Message, Does.Contain("is a folder").And.Contain("SendFilesAsync"));
    }

    [Test]
    public void A_file_that_may_not_be_read_says_so()
    {
        var exception = new ContentFailures(RunBackend.RocketRide, "secret.txt").CannotOpen(new UnauthorizedAccessException());

        Assert.That(exception.Message, Is.EqualTo("The file 'secret.txt' may not be read. Check its permissions."));
    }

    [Test]
    public async Task A_file_that_another_program_keeps_for_itself_says_so()
    {
        var path = _folder.Add("locked.txt");
        using var other = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var exception = await Fails.With<RunContentException>(() => OpenAsync(RunContent.FromFile(path)));

        Assert.That(exception.Message, Does.StartWith($"The file '{path}' cannot be opened: "));
    }

    [Test]
    public async Task A_file_that_grows_while_it_is_sent_is_noticed([Values(3, 7, 100)] int pieceSize)
    {
        var path = _folder.Add("growing.log");
        await using var reader = await OpenAsync(RunContent.FromFile(path));
        await File.AppendAllTextAsync(path, "more");

        var exception = await Fails.With<RunContentException>(() => ReadToEndAsync(reader, pieceSize));

        Assert.That(exception.Message, Does.Contain("announced with 7 bytes but has grown").And.Contain("Send it again"));
    }

    [Test]
    public async Task A_file_that_is_cut_while_it_is_sent_is_noticed()
    {
        var path = _folder.Add("shrinking.log");
        await using var reader = await OpenAsync(RunContent.FromFile(path));
        await File.WriteAllTextAsync(path, "less");

        var exception = await Fails.With<RunContentException>(() => ReadToEndAsync(reader, 100));

        Assert.That(exception.Message, Does.Contain("announced with 7 bytes but ended after 4"));
        Assert.That(exception.BytesRead, Is.EqualTo(4));
    }

    private static Task<RunContentReader> OpenAsync(RunContent content) => content.OpenAsync(RunBackend.RocketRide, default).AsTask();

    private static async Task ReadToEndAsync(RunContentReader reader, int pieceSize)
    {
        while (!(await reader.ReadAsync(pieceSize, default)).IsEmpty)
        {
        }
    }
}
