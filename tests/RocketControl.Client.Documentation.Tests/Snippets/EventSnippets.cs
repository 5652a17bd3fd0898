using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class EventSnippets : RocketRideScene
{
    [Test]
    public async Task Watching_to_the_end()
    {
        var (client, run) = await StartRunAsync();
        var cancellationToken = Deadline;
        var ending = client.TerminateAsync(run, cancellationToken);

        #region watch
        await foreach (RunEvent next in client.WatchAsync(run, cancellationToken))
        {
            switch (next)
            {
                case RunStatusChanged { Status: var status }:
                    Console.WriteLine($"{status.State}: {status.Processed} of {status.Total}");
                    break;
                case RunEventsDropped { Count: var count }:
                    Console.WriteLine($"this loop was too slow for {count} events");
                    break;
            }
        }
        #endregion

        await ending;
        Assert.That((await client.GetTaskStatusAsync(run, cancellationToken)).IsTerminal);
    }

    [Test]
    public async Task Waiting_for_the_end()
    {
        var (client, run) = await StartRunAsync();
        var ending = client.TerminateAsync(run, Deadline);

        #region wait
        RunStatus last = await client.WaitAsync(run, new WaitOptions { Timeout = TimeSpan.FromHours(1) });
        #endregion

        await ending;
        Assert.That(last.IsTerminal);
    }

    [Test]
    public async Task RocketRide_s_own_events()
    {
        var (endpoint, key, cancellationToken) = (Endpoint, Key, Deadline);

        #region subscribe
        await using var transport = new RocketRideTransport(new RocketRideOptions { Endpoint = endpoint, Credential = key });
        await using var client = new RunControlClient(transport);
        await using var subscription = await transport.SubscribeToAllAsync(RocketRideEventTypes.Task | RocketRideEventTypes.Summary, cancellationToken);

        Run run = await client.UseAsync(PipelineDefinition.FromFile("flow.pipe"), cancellationToken);
        await foreach (RocketRideEvent next in subscription.ReadAllAsync(cancellationToken))
        {
            if (next is StatusEvent { Status.State: RunState.Running })
                break;
        }
        #endregion

        Assert.That((await client.GetTaskStatusAsync(run, cancellationToken)).State, Is.EqualTo(RunState.Running));
    }
}
