using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>What components say while they work on an object.</summary>
[TestFixture]
internal sealed class ListeningTests : EmulatorTests
{
    private const string Question = """{"type":"question","questions":[{"text":"What?"}]}""";

    private static readonly SendOptions AsQuestion = new() { MimeType = "application/rocketride-question", Provider = "chat" };

    [Test]
    public async Task A_send_tells_of_it_from_the_beginning_and_to_the_end()
    {
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();
        var heard = new List<SseEvent>();

        var result = await NewTransport().SendAsync(run, RunContent.FromText(Question), heard.Add, AsQuestion).Soon();

        Assert.That(result.ResultTypes.Values, Does.Contain("answers"));
        Assert.That(heard, Is.Not.Empty);
        Assert.That(CountRequests("rrext_monitor"), Is.EqualTo(2), "subscribed and unsubscribed");
    }

    [Test]
    public async Task Bytes_are_listened_to_before_their_first_piece_too()
    {
        var run = await StartRunAsync();

        await NewTransport().SendAsync(run, RunContent.FromBytes(new byte[] { 1 }), _ => { }).Soon();

        Assert.That(
            Server.ReceivedRequests.Select(request => request.Subcommand ?? request.Command).SkipWhile(name => name != "open").Take(5),
            Is.EqualTo(["open", "rrext_monitor", "write", "close", "rrext_monitor"]));
    }

    [Test]
    public async Task A_pipe_tells_its_number_by_which_it_can_be_listened_to()
    {
        var transport = NewTransport();
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();
        await using var pipe = await transport.OpenPipeAsync(run, AsQuestion, CancellationToken.None).Soon();

        await using var subscription = await transport.SubscribeToPipeAsync(run, pipe.PipeId!.Value).Soon();
        await pipe.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Question)).Soon();
        await pipe.CompleteAsync().Soon();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var next in subscription.ReadAllAsync(limit.Token))
        {
            Assert.That(((SseEvent)next).PipeId, Is.EqualTo(pipe.PipeId));
            break;
        }
    }

    [Test]
    public async Task A_listener_that_throws_fails_the_call()
    {
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();

        var failure = await NewTransport().SendAsync(run, RunContent.FromText(Question), _ => throw new NotSupportedException("no"), AsQuestion)
            .FailsWith<NotSupportedException>();

        Assert.That(failure.Message, Is.EqualTo("no"));
    }

    /// <summary>The server numbers the pipes of each run from zero, and its events name nothing else.</summary>
    [Test]
    public async Task Two_runs_whose_pipes_share_an_id_do_not_hear_each_other()
    {
        var transport = NewTransport();
        var one = await Client.UseAsync(Pipelines.Chat(), new UseOptions { Token = "one" }).Soon();
        var other = await Client.UseAsync(Pipelines.Chat(), new UseOptions { Token = "other" }).Soon();
        await using var onePipe = await transport.OpenPipeAsync(one, AsQuestion, CancellationToken.None).Soon();
        await using var otherPipe = await transport.OpenPipeAsync(other, AsQuestion, CancellationToken.None).Soon();
        await using var subscription = await transport.SubscribeToPipeAsync(one, onePipe.PipeId!.Value).Soon();
        await using var otherSubscription = await transport.SubscribeToPipeAsync(other, otherPipe.PipeId!.Value).Soon();

        await otherPipe.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Question)).Soon();
        await otherPipe.CompleteAsync().Soon();
        await onePipe.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Question)).Soon();
        await onePipe.CompleteAsync().Soon();
        await transport.DisposeAsync().Soon();

        Assert.That(onePipe.PipeId, Is.EqualTo(otherPipe.PipeId));
        Assert.That(await RunsOfAsync(subscription), Is.EqualTo([one.DisplayId]));
        Assert.That(await RunsOfAsync(otherSubscription), Is.EqualTo([other.DisplayId]));
    }

    private static async Task<IEnumerable<string>> RunsOfAsync(RocketRideSubscription subscription)
    {
        var runs = new HashSet<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var next in subscription.ReadAllAsync(limit.Token))
        {
            if (next is SseEvent)
                runs.Add(next.Source.RunId);
        }
        return runs;
    }
}
