namespace RocketControl.Client.Tests.Faults.Flooding;

[TestFixture]
internal sealed class FloodTests
{
    [Test]
    public Task In_a_flood_of_events_each_is_received_in_order_or_counted_as_dropped_and_memory_stays_bounded() => SoakProgram.RunAsync("--events", "200000");
}
