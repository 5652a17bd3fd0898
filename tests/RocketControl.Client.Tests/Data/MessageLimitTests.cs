using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class MessageLimitTests : DataTests
{
    private const int Limit = 8192;

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { MaxMessageBytes = Limit };

    [Test]
    public async Task A_text_that_just_fits_into_a_message_is_sent()
    {
        var run = await StartParserAsync();
        var text = new string('x', PipeWrites.LargestPayload(run.Id, Limit));
        KeepAnswersShort();

        var result = await DataClient.SendAsync(run, text).Soon();

        Assert.That(result.Name, Is.EqualTo("sent"));
        Assert.That(WrittenSizes, Is.EqualTo(new[] { text.Length }));
    }

    [Test]
    public async Task A_text_too_large_for_a_message_is_refused_before_anything_is_sent([Values] bool knowsLength)
    {
        var run = await StartParserAsync();
        var size = PipeWrites.LargestPayload(run.Id, Limit) + 1;
        Stream stream = knowsLength ? new MemoryStream(new byte[size]) : new ScriptedStream(ScriptedStream.Give(size));

        var exception = await DataClient.SendAsync(run, stream, new SendOptions { MimeType = "text/plain" }).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Message, Does.Contain("Divide it").And.Contain("MaxMessageBytes").And.Contain("text/plain"));
        Assert.That(Requests("open"), Is.Empty);
    }

    [Test]
    public async Task Bytes_are_cut_smaller_where_messages_are_smaller()
    {
        var run = await StartParserAsync();
        var largest = PipeWrites.LargestPayload(run.Id, Limit);

        KeepAnswersShort();

        await DataClient.SendAsync(run, new byte[2 * Limit]).Soon();

        Assert.That(WrittenSizes, Is.EqualTo(new[] { largest, largest, (2 * Limit) - (2 * largest) }));
    }

    /// <summary>The emulator gives back what it got, which would be too large for this client.</summary>
    private void KeepAnswersShort() =>
        Server.Faults.On(Process, "close").RewriteReply(reply => reply["body"] = new JsonObject { ["name"] = "sent" });
}
