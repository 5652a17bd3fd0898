using NUnit.Framework.Interfaces;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>
/// Fails a test when a secret has shown itself before its end. Tests run side by side, so that it may be another test's secret; the message says where it was.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class FailsOnLeaksAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        var leaks = SecretWatch.OfSuite.TakeLeaks();
        Assert.That(leaks.Count, Is.Zero, string.Join("\n", leaks));
    }
}
