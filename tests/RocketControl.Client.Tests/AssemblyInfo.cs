using RocketControl.Client.Tests.Support.Secrets;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: FailsOnLeaks]
