using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Store;

internal sealed class StoreFileTests : TransportTests
{
    private RocketRideStore Store => Transport.Store;

    [Test]
    public async Task Bytes_come_back_as_they_were_written()
    {
        var content = Enumerable.Range(0, 100_000).Select(number => (byte)(number * 31)).ToArray();

        await Store.WriteBytesAsync("folder/file.bin", content).Soon();

        Assert.That((await Store.ReadBytesAsync("folder/file.bin").Soon()).ToArray(), Is.EqualTo(content));
    }

    [Test]
    public async Task An_empty_file_is_a_file()
    {
        await Store.WriteTextAsync("empty", "").Soon();

        Assert.That(await Store.ReadTextAsync("empty").Soon(), Is.Empty);
        Assert.That((await Store.StatAsync("empty").Soon())?.Size, Is.Zero);
    }

    [Test]
    public async Task Text_is_UTF8_without_a_byte_order_mark_and_read_with_or_without_one()
    {
        await Store.WriteTextAsync("a", "Grüße 🚀").Soon();
        await Store.WriteBytesAsync("b", Encoding.UTF8.Preamble.ToArray().Concat("x"u8.ToArray()).ToArray()).Soon();

        Assert.That((await Store.ReadBytesAsync("a").Soon()).ToArray(), Is.EqualTo("Grüße 🚀"u8.ToArray()));
        Assert.That((await Store.ReadTextAsync("a").Soon(), await Store.ReadTextAsync("b").Soon()), Is.EqualTo(("Grüße 🚀", "x")));
    }

    [Test]
    public async Task Json_is_indented_by_two_and_read_again()
    {
        await Store.WriteJsonAsync("a.json", new JsonObject { ["name"] = "ü", ["list"] = new JsonArray(1) }).Soon();

        Assert.That((await Store.ReadTextAsync("a.json").Soon()).ReplaceLineEndings("\n"), Is.EqualTo("{\n  \"name\": \"ü\",\n  \"list\": [\n    1\n  ]\n}"));
        Assert.That((await Store.ReadJsonAsync("a.json").Soon()).GetProperty("list")[0].GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_not_JSON_is_told_so()
    {
        await Store.WriteTextAsync("a.json", "{").Soon();

        await Fails.With<RunProtocolException>(() => Store.ReadJsonAsync("a.json"));
    }

    [Test]
    public async Task A_folder_lists_what_is_directly_in_it()
    {
        await Store.WriteTextAsync("top/b.txt", "12345").Soon();
        await Store.WriteTextAsync("top/A.txt", "").Soon();
        await Store.CreateDirectoryAsync("top/below/far below").Soon();

        var entries = await Store.ListAsync("top").Soon();

        Assert.That(entries.Select(entry => (entry.Name, entry.Kind, entry.Size)), Is.EqualTo([
            ("A.txt", StoreEntryKind.File, 0), ("b.txt", StoreEntryKind.File, 5), ("below", StoreEntryKind.Directory, (long?)null)]));
        Assert.That(entries[0].Modified, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
        Assert.That((await Store.ListAsync().Soon()).Single().Name, Is.EqualTo("top"));
        Assert.That(await Store.ListAsync("nowhere").Soon(), Is.Empty);
    }

    [Test]
    public async Task A_path_tells_what_it_is()
    {
        await Store.WriteTextAsync("folder/file", "123").Soon();

        Assert.That((await Store.StatAsync("folder/file").Soon()) is { Name: "file", Kind: StoreEntryKind.File, Size: 3 }, Is.True);
        Assert.That((await Store.StatAsync("folder/").Soon()) is { Name: "folder", Kind: StoreEntryKind.Directory, Size: null, Modified: null }, Is.True);
        Assert.That(await Store.StatAsync("nothing").Soon(), Is.Null);
    }

    [Test]
    public async Task Separators_of_both_kinds_and_a_leading_one_are_understood()
    {
        await Store.WriteTextAsync("/folder\\file", "x").Soon();

        Assert.That(await Store.ReadTextAsync("folder/file").Soon(), Is.EqualTo("x"));
    }

    [Test]
    public async Task Renaming_moves_files_and_folders()
    {
        await Store.WriteTextAsync("a/1", "one").Soon();
        await Store.RenameAsync("a/1", "a/2").Soon();
        await Store.RenameAsync("a", "b").Soon();

        Assert.That(await Store.ReadTextAsync("b/2").Soon(), Is.EqualTo("one"));
        Assert.That((await Store.ListAsync().Soon()).Select(entry => entry.Name), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task Renaming_overwrites_nothing()
    {
        await Store.WriteTextAsync("a", "a").Soon();
        await Store.WriteTextAsync("b", "b").Soon();

        var refused = await Fails.With<StoreException>(() => Store.RenameAsync("a", "b"));

        Assert.That(refused.Kind, Is.EqualTo(RunControlErrorKind.Conflict));
        Assert.That(await Store.ReadTextAsync("b").Soon(), Is.EqualTo("b"));
    }

    [Test]
    public async Task A_folder_with_something_in_it_is_removed_only_on_request()
    {
        await Store.WriteTextAsync("a/b/c", "x").Soon();

        Assert.That((await Fails.With<StoreException>(() => Store.DeleteDirectoryAsync("a"))).Kind, Is.EqualTo(RunControlErrorKind.Conflict));
        await Store.DeleteDirectoryAsync("a", recursive: true).Soon();
        await Store.DeleteDirectoryAsync("a").Soon();

        Assert.That(await Store.ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task What_is_missing_is_not_found()
    {
        Assert.That((await Fails.With<StoreException>(() => Store.ReadTextAsync("none"))).Kind, Is.EqualTo(RunControlErrorKind.NotFound));
        Assert.That((await Fails.With<StoreException>(() => Store.DeleteAsync("none"))).Kind, Is.EqualTo(RunControlErrorKind.NotFound));
        Assert.That((await Fails.With<StoreException>(() => Store.RenameAsync("none", "new"))).Kind, Is.EqualTo(RunControlErrorKind.NotFound));
    }

    [Test]
    public async Task A_deletion_whose_answer_was_lost_is_not_sent_again()
    {
        await Store.WriteTextAsync("a", "x").Soon();
        Server.Faults.On("rrext_store", "fs_delete").Once().DropAfterExecuting();

        var failure = await Fails.With<RunConnectionLostException>(() => Store.DeleteAsync("a"));

        Assert.That((failure.OutcomeUnknown, CountRequests("rrext_store", "fs_delete")), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Files_outlive_a_restart_of_the_server()
    {
        await Store.WriteTextAsync("a", "still here").Soon();

        await Server.RestartAsync().Soon();

        Assert.That(await Store.ReadTextAsync("a").Soon(), Is.EqualTo("still here"));
    }

    [TestCase("fs_list_dir", "entries")]
    [TestCase("fs_stat", "exists")]
    [TestCase("fs_open", "handle")]
    [TestCase("fs_write", "bytesWritten")]
    [TestCase("fs_read", "size")]
    public async Task An_answer_without_what_matters_is_a_breach_of_the_protocol(string subcommand, string member)
    {
        await Store.WriteTextAsync("a", "x").Soon();
        Server.Faults.On("rrext_store", subcommand).RewriteReply(reply => reply["body"]!.AsObject().Remove(member));

        await Fails.With<RunProtocolException>(() => subcommand switch
        {
            "fs_list_dir" => Store.ListAsync(),
            "fs_stat" => Store.StatAsync("a"),
            "fs_read" => Store.ReadTextAsync("a"),
            _ => Store.WriteTextAsync("a", "y"),
        });
    }
}
