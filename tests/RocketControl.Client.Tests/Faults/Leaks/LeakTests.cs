namespace RocketControl.Client.Tests.Faults.Leaks;

[TestFixture]
internal sealed class LeakTests
{
    [Test]
    public Task Thousands_of_connections_and_cancelled_calls_leave_nothing_behind() => SoakProgram.RunAsync("--leaks", "2000", "--cancelled", "100000");

    [Test]
    public Task Hundreds_of_clients_and_thousands_of_cancelled_calls_leave_nothing_behind_over_HTTP(
        [Values("rocketride", "feldera", "vectorshift", "processes")] string system) =>
        SoakProgram.RunAsync("--leaks", "200", "--cancelled", "5000", "--http", system);
}
