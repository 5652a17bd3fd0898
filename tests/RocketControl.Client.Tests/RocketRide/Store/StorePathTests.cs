using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.RocketRide.Store;

/// <summary>What no store takes is refused here, also what the official clients let through (RocketRide protocol §3.7).</summary>
internal sealed class StorePathTests : TransportTests
{
    [TestCase("")]
    [TestCase("/")]
    [TestCase("\\/")]
    [TestCase("..")]
    [TestCase("a/../b")]
    [TestCase("a\\..\\b")]
    [TestCase("C:\\a")]
    [TestCase("a*")]
    [TestCase("a?")]
    [TestCase("a<b>")]
    [TestCase("a|b")]
    [TestCase("\"a\"")]
    [TestCase("a\tb")]
    [TestCase("a\0b")]
    [TestCase("a\u001fb")]
    public async Task A_path_that_is_not_allowed_is_refused_before_anything_is_sent(string path)
    {
        var refused = await Fails.With<RunInvalidArgumentException>(() => Transport.Store.OpenWriteAsync(path));

        Assert.That(Server.ConnectionCount, Is.Zero);
        Assert.That(refused.Message.Any(char.IsControl), Is.False);
    }

    [TestCase("a/..b")]
    [TestCase("...")]
    [TestCase(".hidden/a b/ü~'#%&{}$!@+=,;[]`^()")]
    public async Task A_path_that_is_allowed_is_taken(string path)
    {
        await Transport.Store.WriteTextAsync(path, "x");

        Assert.That(await Transport.Store.ReadTextAsync(path), Is.EqualTo("x"));
    }

    /// <summary>An empty path would be the root: all the user's files.</summary>
    [Test]
    public async Task The_root_is_never_removed_renamed_or_deleted()
    {
        await Fails.With<RunInvalidArgumentException>(() => Transport.Store.DeleteDirectoryAsync("", recursive: true));
        await Fails.With<RunInvalidArgumentException>(() => Transport.Store.RenameAsync("/", "a"));
        await Fails.With<RunInvalidArgumentException>(() => Transport.Store.DeleteAsync(""));

        Assert.That(Server.ConnectionCount, Is.Zero);
    }
}
