namespace RocketControl.Client.Transports.Feldera;

/// <summary>What to do when a pipeline is started with a program that differs from the one whose state was saved (Feldera protocol §1).</summary>
public enum FelderaBootstrapPolicy
{
    /// <summary>Wait until somebody approves; see <see cref="FelderaTransport.ApproveAsync"/>.</summary>
    AwaitApproval = 0,

    /// <summary>Fill what has changed anew, and go on.</summary>
    Allow,

    /// <summary>Fail.</summary>
    Reject,
}
