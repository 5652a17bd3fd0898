namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>The members of organizations, on the hosted edition only (RocketRide protocol §3.10).</summary>
public sealed class RocketRideMembers
{
    private readonly GroupCalls _members;

    internal RocketRideMembers(RocketRideCaller caller) => _members = new GroupCalls(caller, RunOperation.Account, "rrext_account_members");

    /// <summary>Lists the members of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<OrganizationMember>> ListAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        var body = await _members.AskAsync(new("list", ("orgId", organizationId)), cancellationToken).ConfigureAwait(false);
        return _members.ListOf(body, "members"u8, OrganizationMember.Read);
    }

    /// <summary>Invites somebody.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="invitation">Whom.</param>
    /// <param name="cancellationToken">Stops the waiting; an invitation that was sent is not taken back.</param>
    public Task InviteAsync(string organizationId, MemberInvitation invitation, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentNullException.ThrowIfNull(invitation);
        var invite = new Subcommand(
            "invite",
            ("orgId", organizationId),
            ("email", invitation.Email),
            ("givenName", invitation.GivenName),
            ("familyName", invitation.FamilyName),
            ("role", invitation.Role));
        return _members.TellAsync(invite, cancellationToken);
    }

    /// <summary>Gives a member another role.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="userId">The member.</param>
    /// <param name="role">The role, for example <c>admin</c> or <c>member</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task SetRoleAsync(string organizationId, string userId, string role, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrEmpty(role);
        return _members.TellAsync(new("update", ("orgId", organizationId), ("userId", userId), ("role", role)), cancellationToken);
    }

    /// <summary>Removes a member.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="userId">The member.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RemoveAsync(string organizationId, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return _members.TellAsync(new("delete", ("orgId", organizationId), ("userId", userId)), cancellationToken);
    }
}
