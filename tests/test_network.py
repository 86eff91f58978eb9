"""The watch over the suite that no test speaks to the network."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_socket_to_the_network_is_noticed(no_network: list[str], family: int) -> None:
    socket.socket(family).close()
    assert len(no_network) == 1
    no_network.clear()


def test_a_pipe_within_this_computer_is_none(no_network: list[str]) -> None:
    for end in socket.socketpair():
        end.close()
    assert no_network == []
