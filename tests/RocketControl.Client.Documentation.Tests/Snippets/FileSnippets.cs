using System.Text;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class FileSnippets : RocketRideScene
{
    [Test]
    public async Task One_object_at_a_time()
    {
        var (client, run) = await StartRunAsync();
        var bytes = Encoding.UTF8.GetBytes("a,b\n1,2\n");
        using var stream = new MemoryStream(bytes);

        #region send
        await client.SendAsync(run, "a text");                                  // text/plain, in one write
        await client.SendAsync(run, bytes);                                     // application/octet-stream: the pipeline has to parse it
        await client.SendAsync(run, stream, new SendOptions { Name = "table.csv", MimeType = "text/csv" });

        SendResult result = await client.SendFileAsync(run, "docs/getting-started.md");
        if (result.IsEmpty)
            Console.WriteLine(result.EmptyReason);                              // no component of the pipeline listens to this type
        #endregion

        Assert.That(result.Name, Is.EqualTo("docs/getting-started.md").Or.EqualTo("getting-started.md"));
    }

    [Test]
    public async Task Many_files()
    {
        var (client, run) = await StartRunAsync();

        #region send-files
        var progress = new Progress<SendProgress>(now => Console.WriteLine($"{now.FilesCompleted} of {now.FilesTotal}, {now.BytesPerSecond:N0} B/s"));

        IReadOnlyList<FileSendResult> results = await client.SendFilesAsync(
            run, ["docs", "*.pipe"], new SendFilesOptions { MaxConcurrency = 5, Progress = progress });

        foreach (FileSendResult failed in results.Where(result => result.Error is not null))
            Console.WriteLine($"{failed.Path}: {failed.Error!.Message}");
        #endregion

        Assert.That(results, Has.All.Property(nameof(FileSendResult.Error)).Null.And.Some.Property(nameof(FileSendResult.Path)).EndsWith("flow.pipe"));
    }

    [Test]
    public async Task Data_that_comes_into_being()
    {
        var (client, run) = await StartRunAsync();

        #region pipe
        await using RunPipe pipe = await client.OpenPipeAsync(run, new SendOptions { MimeType = "application/octet-stream", KeepAlive = true });

        for (var part = 0; part < 3; part++)
            await pipe.WriteAsync(Encoding.UTF8.GetBytes($"part {part}\n"));

        SendResult result = await pipe.CompleteAsync();         // without it, disposing abandons the object
        #endregion

        Assert.That(pipe.BytesWritten, Is.EqualTo(21));
        Assert.That(result.IsEmpty);
    }
}
