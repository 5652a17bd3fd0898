using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class StatusTextTests
{
    [TestCase(true, "", "Running")]
    [TestCase(true, "3 of 5", "Running (3 of 5)")]
    [TestCase(false, "", "Running, not reachable")]
    [TestCase(false, "3 of 5", "Running, not reachable (3 of 5)")]
    public void A_status_as_text_tells_the_run_its_state_and_detail(bool isReachable, string detail, string expected)
    {
        var status = new RunStatus
        {
            Run = SampleRun.Started,
            State = RunState.Running,
            Source = RunStatusSource.Native,
            Detail = detail,
            IsReachable = isReachable,
            ObservedAt = DateTimeOffset.UnixEpoch,
        };

        Assert.That(status.ToString(), Is.EqualTo($"{SampleRun.Started}: {expected}"));
    }
}
