using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

internal abstract partial class RunTransportContract
{
    [Test]
    public async Task A_started_run_runs()
    {
        var run = await StartRunAsync();

        var status = await Client.GetTaskStatusAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(run.Backend, Is.EqualTo(Backend.Backend));
            Assert.That(run.Id, Is.Not.Empty);
            Assert.That(status.Run.Id, Is.EqualTo(run.Id));
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That(status.RawState, Is.Not.Empty);
            Assert.That(status.IsTerminal, Is.False);
            Assert.That(status.IsReachable, Is.True);
        });
    }

    [Test]
    public async Task A_text_goes_in_and_arrives_as_it_is()
    {
        if (!TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var run = await StartRunAsync();

        var result = await Client.SendAsync(run, Backend.Carry("Grüße 🚀 世界")).Soon();

        await Backend.RequireArrivedAsync("Grüße 🚀 世界", run, result);
    }

    [Test]
    public async Task Bytes_of_a_text_type_are_that_text()
    {
        if (!TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var run = await StartRunAsync();

        var bytes = System.Text.Encoding.UTF8.GetBytes(Backend.Carry("Grüße"));
        var result = await Client.SendAsync(run, bytes, new SendOptions { MimeType = "text/plain" }).Soon();

        await Backend.RequireArrivedAsync("Grüße", run, result);
    }

    [Test]
    public async Task Two_runs_do_not_mix()
    {
        var first = await StartRunAsync();
        var second = await StartRunAsync();

        if (TakesData)
        {
            var results = await Task.WhenAll(Client.SendAsync(first, Backend.Carry("first")), Client.SendAsync(second, Backend.Carry("second"))).Soon();
            await Backend.RequireArrivedAsync("first", first, results[0]);
            await Backend.RequireArrivedAsync("second", second, results[1]);
        }
        await Client.TerminateAsync(first, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(first.Id, Is.Not.EqualTo(second.Id));
        Assert.That((await Client.GetTaskStatusAsync(second).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task Another_client_takes_hold_of_a_run_by_its_bare_id()
    {
        var run = await StartRunAsync();
        var other = NewClient();

        var attached = await other.AttachAsync(run.Id).Soon();

        Assert.That(attached.Id, Is.EqualTo(run.Id));
        Assert.That(attached.Source, Is.EqualTo(run.Source));
        Assert.That(await Backend.StateOfRunOfOthersAsync(other, attached).Soon(), Is.EqualTo(RunState.Running));
        if (TakesData)
            await Backend.RequireArrivedAsync("again", attached, await other.SendAsync(attached, Backend.Carry("again")).Soon());
    }

    [Test]
    public async Task A_bare_id_does_wherever_a_run_does()
    {
        var run = await StartRunAsync();

        if (TakesData)
            await Backend.RequireArrivedAsync("text", run, await Client.SendAsync(run.Id, Backend.Carry("text")).Soon());
        var status = await Client.GetTaskStatusAsync(run.Id).Soon();
        var end = await Client.TerminateAsync(run.Id).Soon();
        var last = await Client.WaitAsync(run.Id).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That(end.Outcome, Is.EqualTo(Backend.OutcomeOfTermination));
            Assert.That(last.IsTerminal, Is.True);
        });
    }

    [Test]
    public async Task A_watch_begins_with_the_status_and_ends_with_the_end()
    {
        var run = await StartRunAsync();
        var seen = new List<RunEvent>();

        await WatchAsync().Soon();

        var states = seen.OfType<RunStatusChanged>().Select(change => change.Status.State).ToList();
        Assert.That(seen[0], Is.InstanceOf<RunStatusChanged>());
        Assert.That(states[0], Is.EqualTo(RunState.Running));
        Assert.That(states[^1], Is.EqualTo(RunState.Cancelled));
        Assert.That(seen[^1], Is.InstanceOf<RunStatusChanged>());
        Assert.That(seen.Select(next => next.Run.Id), Is.All.EqualTo(run.Id));

        async Task WatchAsync()
        {
            await foreach (var next in Client.WatchAsync(run))
            {
                seen.Add(next);
                if (seen.Count == 1)
                    await Client.TerminateAsync(run);
            }
        }
    }

    [Test]
    public async Task A_run_outlives_the_client_that_started_it()
    {
        var run = await StartRunAsync();

        await Client.DisposeAsync().Soon();

        Assert.That(await Backend.StateOfRunOfOthersAsync(NewClient(), run).Soon(), Is.EqualTo(RunState.Running));
    }
}
